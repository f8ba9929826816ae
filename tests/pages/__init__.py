"""The pages under AppTest, always through app.py: what is drawn, and what a click does."""
