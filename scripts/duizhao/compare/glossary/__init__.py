"""The edition's bilingual glossary: its file, finding its terms in texts, and proposing new ones."""
