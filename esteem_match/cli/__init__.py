"""The work behind the commands, with texts and streams in and out."""
