"""What a person says and shows: marks, replies to questions, touches."""
