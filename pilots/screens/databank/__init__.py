"""The page Databank: what neighbours look for and bring, and what came of it."""
