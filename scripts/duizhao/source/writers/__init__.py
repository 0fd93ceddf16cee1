"""Writers: from the model to text formats."""
