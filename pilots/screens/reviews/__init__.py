"""All pilots as a team's meeting sees them: who needs attention, and how others ended."""
