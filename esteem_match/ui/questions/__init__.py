"""The questions: asked part by part, checked, or typed from paper."""
