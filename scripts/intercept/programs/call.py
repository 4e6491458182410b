"""Calls an address with the standard library and with requests, and prints what came of it."""
import sys
import urllib.request
from base64 import b64encode

url = sys.argv[1]
headers = {"Authorization": "Basic " + b64encode(b"key:secret").decode()}


def show(name, call):
    try:
        print(f"{name}: {call()}")
    except Exception as error:
        print(f"{name}: failed: {error}")


show("Python urllib", lambda: urllib.request.urlopen(urllib.request.Request(url, headers=headers)).status)
try:
    import requests
except ImportError:
    pass
else:
    show("Python requests", lambda: requests.get(url, headers=headers).status_code)
