"""Forms, made from schemas: inputs, drafts, one step at a time, and choosing the pilot."""
