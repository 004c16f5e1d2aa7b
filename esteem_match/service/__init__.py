"""What people can do here, whoever asks: the store comes in, one kind of failure goes out."""
