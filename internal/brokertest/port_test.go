package brokertest

import (
	"runtime"
	"testing"
)

// A port that was given to one process is given to no other.
func TestPortsAreClaimed(t *testing.T) {
	port, err := freePort()
	if err != nil {
		t.Fatal(err)
	}
	if goos := runtime.GOOS; goos == "linux" && claim(port) {
		t.Errorf("port %d was claimed twice", port)
	}
}
