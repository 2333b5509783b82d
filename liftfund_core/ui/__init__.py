"""What is drawn with Streamlit: the frame of a page, live figures, staff forms."""
