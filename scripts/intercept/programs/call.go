// Calls an address with the standard library, and prints what came of it.
package main

import (
	"fmt"
	"net/http"
	"os"
)

func main() {
	call, err := http.NewRequest("GET", os.Args[1], nil)
	if err != nil {
		fmt.Println("Go net/http: failed:", err)
		return
	}
	call.SetBasicAuth("key", "secret")
	reply, err := http.DefaultClient.Do(call)
	if err != nil {
		fmt.Println("Go net/http: failed:", err)
		return
	}
	fmt.Println("Go net/http:", fmt.Sprint(reply.StatusCode))
}
