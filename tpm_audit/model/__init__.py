"""What an audit and its result are made of: frozen values, no reading or writing."""
