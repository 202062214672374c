"""What the tests stand on: the programs they need, the validators, and decks drawn as people see them."""
