"""The local web app: parse a request, call the workbench, show a page. It serves one person on one machine."""
