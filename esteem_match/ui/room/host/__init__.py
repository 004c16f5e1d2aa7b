"""What somebody who runs a workshop sees and does."""
