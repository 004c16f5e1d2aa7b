"""The one HTML page, its first words, and Streamlit's files made light."""
