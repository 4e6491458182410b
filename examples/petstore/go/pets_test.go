// pets_test.go
package pets

import (
	"encoding/json"
	"io"
	"net/http"
	"os"
	"strings"
	"testing"
)

func post(t *testing.T, url, body string) (int, []byte) {
	t.Helper()
	reply, err := http.Post(url, "application/json", strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	defer reply.Body.Close()
	text, _ := io.ReadAll(reply.Body)
	return reply.StatusCode, text
}

// savePet is your code: it tries again once when the API is down.
func savePet(t *testing.T, baseURL, pet string) int {
	status, _ := post(t, baseURL+"/pets", pet)
	if status == 503 {
		status, _ = post(t, baseURL+"/pets", pet)
	}
	return status
}

func TestAPetIsSavedWhenTheAPIIsDownForAMoment(t *testing.T) {
	admin := os.Getenv("VENDOUBLE_URL") + "/__admin"
	var world struct {
		ID   string
		URLs map[string]string
	}
	_, body := post(t, admin+"/worlds", "{}")
	if err := json.Unmarshal(body, &world); err != nil {
		t.Fatal(err)
	}
	post(t, admin+"/faults?world="+world.ID, `{"operation":"createPet","status":503,"times":1}`)

	if status := savePet(t, world.URLs["petstore"], `{"name":"Rex","kind":"dog"}`); status != 201 {
		t.Fatal(status)
	}
	_, result := post(t, admin+"/verify?world="+world.ID, `{"operation":"createPet","times":2}`)
	if !strings.Contains(string(result), `"ok":true`) {
		t.Fatal(string(result))
	}
}
