"""Runs the migrations on the connection that engine.migrate opened, inside its transaction."""

from alembic import context

from esteem_match.store.database.schema import METADATA

context.configure(connection=context.config.attributes["connection"], target_metadata=METADATA)
with context.begin_transaction():
    context.run_migrations()
