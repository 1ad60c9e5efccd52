"""From claims to questions, from questions to candidates: a web archive's pages or the writer's own files."""
