def test_client_kan_de_gezondheid_opvragen(client):
    antwoord = client.get("/health/")
    assert antwoord.status_code == 503
    assert "werker" in antwoord.json()["delen"]
