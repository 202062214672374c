"""`python -m igdeck` is the command `igdeck`."""

from igdeck.cli import main

if __name__ == "__main__":  # processes that are started for --jobs import this module under another name
    main()
