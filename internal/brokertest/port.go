package brokertest

import (
	"fmt"
	"math/rand/v2"
	"net"
	"runtime"
	"strconv"
	"sync"
)

// Listening ports are taken from below the range that systems hand out for
// outgoing connections, so that a broker or proxy which gives up its port for
// a while finds it free when it comes back.
const lowPort, highPort = 20000, 32000

var ports struct {
	sync.Mutex
	taken  map[int]bool
	claims []net.Listener // see claim
}

// freePort returns a loopback port without a listener that neither this process nor
// another that runs tests has been given before.
func freePort() (int, error) {
	ports.Lock()
	defer ports.Unlock()
	if ports.taken == nil {
		ports.taken = make(map[int]bool)
	}
	for range 200 {
		port := lowPort + rand.IntN(highPort-lowPort)
		if ports.taken[port] || !claim(port) {
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

// claim takes a port among the processes of this machine, until this one ends. A broker
// that starts again would otherwise find that another test has its port. The claim is a
// socket in Linux's abstract name space, which needs no file. Other systems have none,
// and claim nothing.
func claim(port int) bool {
	if runtime.GOOS != "linux" {
		return true
	}
	l, err := net.Listen("unix", fmt.Sprintf("@oslogen-port-%d", port))
	if err != nil {
		return false
	}
	ports.claims = append(ports.claims, l)
	return true
}

func loopback(port int) string {
	return net.JoinHostPort("127.0.0.1", strconv.Itoa(port))
}
