"""The command line: what staff and other programs ask of an estate file without opening the app."""

from liftfund_core.cli import main

if __name__ == "__main__":
    main()
