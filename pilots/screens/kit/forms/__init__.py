"""Forms, made from schemas: inputs, autosaved drafts, the wizard, and the picker of a pilot."""
