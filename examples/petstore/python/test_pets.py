# test_pets.py
import json
import os
import urllib.request

import pytest

ADMIN = os.environ.get("VENDOUBLE_URL", "http://127.0.0.1:4010") + "/__admin"


def post(url, body):
    data = json.dumps(body).encode()
    request = urllib.request.Request(url, data, {"content-type": "application/json"})
    with urllib.request.urlopen(request) as reply:
        return json.load(reply)


@pytest.fixture
def world():
    """A world for each test: its own records, faults and calls."""
    return post(f"{ADMIN}/worlds", {})


def save_pet(base_url, pet):
    """Your code: it tries again once when the API is down."""
    try:
        return post(f"{base_url}/pets", pet)
    except urllib.error.HTTPError as error:
        if error.code != 503:
            raise
        return post(f"{base_url}/pets", pet)


def test_a_pet_is_saved_when_the_api_is_down_for_a_moment(world):
    post(f"{ADMIN}/faults?world={world['id']}", {"operation": "createPet", "status": 503, "times": 1})

    pet = save_pet(world["urls"]["petstore"], {"name": "Rex", "kind": "dog"})

    assert pet["name"] == "Rex"
    result = post(f"{ADMIN}/verify?world={world['id']}", {"operation": "createPet", "times": 2})
    assert result["ok"], result
