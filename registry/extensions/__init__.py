"""What the layers above share with the outside: database, encryption, the current actor, the queue's door."""
