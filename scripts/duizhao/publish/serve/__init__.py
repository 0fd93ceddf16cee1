"""The site as it is while it is edited: an edit is in the open browser tab at once, with what the check finds there.

    watching → session → two workers, processes of their own: one makes the open pages anew, one the whole site
                      → events → the open tabs

The worker that shows keeps what MkDocs knew when it built: of each language the configuration, files, navigation and
templates (`rendering.py`). After an edit it makes the pages that are open anew; what takes long and seldom matters to
a page (the alignment's evidence, corrections, settled findings) it takes as it was (`lagging.py`). Meanwhile the other
worker checks the edition and builds the whole site; then they change places, and every file is what a build would
write.
"""
