package brokertest

import (
	"errors"
	"net"
	"sync"
	"syscall"
	"testing"
	"time"
)

// Proxy is a TCP hop before a broker at which the network can be made bad. Its
// methods may be called at the same time. A condition lasts until Resume.
type Proxy struct {
	target  string
	address string

	mu       sync.Mutex
	listener net.Listener // nil while refusing
	closed   bool
	conns    map[net.Conn]struct{} // both ends of every connection
	state    condition
	changed  chan struct{} // closed and replaced when state changes
	wg       sync.WaitGroup
}

// condition is how bytes travel. The zero value is a good network.
type condition struct {
	holdUp, holdDown bool // towards the broker, towards the client
	delay            time.Duration
	rate             int // bytes per second and direction, 0 for no limit
}

// NewProxy listens on a loopback port and forwards to target (host:port). The
// caller has to Close it.
func NewProxy(target string) (*Proxy, error) {
	port, err := freePort()
	if err != nil {
		return nil, err
	}
	p := &Proxy{target: target, address: loopback(port), conns: make(map[net.Conn]struct{}), changed: make(chan struct{})}
	return p, p.listen()
}

// Proxy puts a proxy before the broker for one test.
func (b *Broker) Proxy(tb testing.TB) *Proxy {
	tb.Helper()
	p, err := NewProxy(b.Address())
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(p.Close)
	return p
}

// Address is the proxy's own address, host:port. See Broker.URLAt.
func (p *Proxy) Address() string { return p.address }

// Conns is the number of connections that go through the proxy.
func (p *Proxy) Conns() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return len(p.conns) / 2
}

// Blackhole stops forwarding without a word: connections stay open, new ones
// are accepted, and no data arrives, nor the end of a connection. Data on its way
// arrives after Resume.
func (p *Proxy) Blackhole() { p.set(func(c *condition) { c.holdUp, c.holdDown = true, true }) }

// Mute is Blackhole in the direction from the broker to the clients only:
// requests arrive, confirms and deliveries do not.
func (p *Proxy) Mute() { p.set(func(c *condition) { c.holdDown = true }) }

// Delay makes every piece of data wait d before it goes on, in both
// directions.
func (p *Proxy) Delay(d time.Duration) { p.set(func(c *condition) { c.delay = d }) }

// Slow limits each direction of each connection to bytes per second.
func (p *Proxy) Slow(bytesPerSecond int) { p.set(func(c *condition) { c.rate = bytesPerSecond }) }

// Cut resets all connections. New ones get through.
func (p *Proxy) Cut() {
	p.mu.Lock()
	defer p.mu.Unlock()
	for conn := range p.conns {
		if tcp, ok := conn.(*net.TCPConn); ok {
			tcp.SetLinger(0) //nolint:errcheck // then it ends politely
		}
		conn.Close()
	}
}

// Refuse closes the port, so that new connections are refused. Connections
// there are stay.
func (p *Proxy) Refuse() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.listener != nil {
		p.listener.Close()
		p.listener = nil
	}
}

// Resume makes the network good again.
func (p *Proxy) Resume() error {
	p.set(func(c *condition) { *c = condition{} })
	return p.listen()
}

// Close cuts everything and returns when all is gone.
func (p *Proxy) Close() {
	p.mu.Lock()
	p.closed = true
	p.mu.Unlock()
	p.Refuse()
	p.Cut()
	p.set(func(c *condition) { *c = condition{} })
	p.wg.Wait()
}

func (p *Proxy) set(change func(*condition)) {
	p.mu.Lock()
	defer p.mu.Unlock()
	change(&p.state)
	close(p.changed)
	p.changed = make(chan struct{})
}

func (p *Proxy) listen() error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.listener != nil || p.closed {
		return nil
	}
	l, err := net.Listen("tcp", p.address)
	// A process that was begun while the port was listened on has its socket until it
	// executes its program.
	for end := time.Now().Add(5 * time.Second); errors.Is(err, syscall.EADDRINUSE) && time.Now().Before(end); {
		time.Sleep(10 * time.Millisecond)
		l, err = net.Listen("tcp", p.address)
	}
	if err != nil {
		return err
	}
	p.listener = l
	p.wg.Go(func() { p.accept(l) }) // ends when Refuse or Close closes l
	return nil
}

func (p *Proxy) accept(l net.Listener) {
	for {
		client, err := l.Accept()
		if err != nil {
			return
		}
		p.wg.Go(func() { p.serve(client) }) // ends when either side has closed, or Cut
	}
}

func (p *Proxy) serve(client net.Conn) {
	defer client.Close()
	broker, err := net.DialTimeout("tcp", p.target, 10*time.Second)
	if err != nil {
		return
	}
	defer broker.Close()
	if !p.add(client, broker) {
		return
	}
	defer p.remove(client, broker)
	var both sync.WaitGroup
	both.Go(func() { p.pump(broker, client, true) })
	both.Go(func() { p.pump(client, broker, false) })
	both.Wait()
}

func (p *Proxy) add(conns ...net.Conn) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.closed {
		return false
	}
	for _, conn := range conns {
		p.conns[conn] = struct{}{}
	}
	return true
}

func (p *Proxy) remove(conns ...net.Conn) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, conn := range conns {
		delete(p.conns, conn)
	}
}

// pump copies from one side to the other until either closes.
func (p *Proxy) pump(to, from net.Conn, up bool) {
	buf := make([]byte, 32<<10)
	for {
		n, err := from.Read(buf)
		c := p.pass(up, n)
		if err != nil {
			// The end travels like data: a black hole holds it up too.
			to.Close()
			from.Close()
			return
		}
		for data := buf[:n]; len(data) > 0; {
			piece := data
			if c.rate > 0 {
				piece = data[:min(len(data), max(1, c.rate/20))]
				time.Sleep(time.Duration(len(piece)) * time.Second / time.Duration(c.rate))
				c = p.pass(up, 0)
			}
			if _, err := to.Write(piece); err != nil {
				from.Close()
				return
			}
			data = data[len(piece):]
		}
	}
}

// pass waits until data may travel in a direction and returns the condition it
// then travels under. The delay is waited for n bytes and more.
func (p *Proxy) pass(up bool, n int) condition {
	if n > 0 {
		p.mu.Lock()
		delay := p.state.delay
		p.mu.Unlock()
		time.Sleep(delay)
	}
	for {
		p.mu.Lock()
		c, changed, closed := p.state, p.changed, p.closed
		p.mu.Unlock()
		if closed || up && !c.holdUp || !up && !c.holdDown {
			return c
		}
		<-changed
	}
}
