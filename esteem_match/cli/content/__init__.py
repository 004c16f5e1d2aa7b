"""Commands on the content: questionnaires, cases, and files made from them."""
