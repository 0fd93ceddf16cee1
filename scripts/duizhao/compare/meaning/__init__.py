"""What sentences mean, whatever their language: vectors of a small language model, where one is installed."""
