"""What every face calls: the command line, the app, a notebook. It knows no screen, no network and no language."""
