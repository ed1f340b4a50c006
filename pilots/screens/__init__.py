"""What people see: Streamlit, one file per page. Nobody imports a screen."""
