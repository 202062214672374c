"""Every value that crosses from one phase to the next; standard library only."""
