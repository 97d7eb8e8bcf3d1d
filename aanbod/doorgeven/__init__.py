"""What goes on from here to elsewhere: search engines, calendars, other websites, paper, and mail about new dates."""
