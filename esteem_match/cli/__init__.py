"""What the command line does, without the command line itself: texts and streams in and out."""
