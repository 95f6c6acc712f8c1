"""What an administrator gives to the screen in the hall: notices, and voices that the office recorded itself."""
