"""Captured contacts become an import: batch -> known -> saving, then plan and commit as for a file.

A batch is a draft import whose contacts are in its work database (``captured``) until the user has
chosen and mended them; then the chosen ones are written as the file of the import. So whatever was
captured is matched, previewed, journalled and undone by the one engine there is.

    open_batch(...)      a draft that waits for contacts of one source
    add_contacts(...)    puts contacts into it, a piece at a time
    mark_known(...)      which of them the store has, and which are there twice
    stage_batch(...)     writes the chosen ones as the file of the import
"""
