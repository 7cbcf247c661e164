package brokertest

import (
	"fmt"
	"math/rand/v2"
	"net"
	"strconv"
	"sync"
)

// Listening ports are taken from below the range that systems hand out for
// outgoing connections, so that a broker or proxy which gives up its port for
// a while finds it free when it comes back.
const lowPort, highPort = 20000, 32000

var ports struct {
	sync.Mutex
	taken map[int]bool
}

// freePort returns a loopback port without a listener that this process has not
// been given before.
func freePort() (int, error) {
	ports.Lock()
	defer ports.Unlock()
	if ports.taken == nil {
		ports.taken = make(map[int]bool)
	}
	for range 200 {
		port := lowPort + rand.IntN(highPort-lowPort)
		if ports.taken[port] {
			continue
		}
		l, err := net.Listen("tcp", loopback(port))
		if err != nil {
			continue
		}
		l.Close()
		ports.taken[port] = true
		return port, nil
	}
	return 0, fmt.Errorf("no free port between %d and %d", lowPort, highPort)
}

func loopback(port int) string {
	return net.JoinHostPort("127.0.0.1", strconv.Itoa(port))
}
