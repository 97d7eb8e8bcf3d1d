"""What is asked, what an answer is, and when it is legal."""
