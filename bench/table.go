package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"regexp"
	"runtime"
	"strconv"
	"strings"
	"time"
)

// machine is where it was measured.
type machine struct {
	cpu, broker string
	cores       int
	sleep       error // why they may sleep with one caller
}

func describe(ctx context.Context, s *stage) machine {
	m := machine{cpu: "unknown CPU", cores: runtime.NumCPU(), sleep: s.sleep}
	info, _ := os.ReadFile("/proc/cpuinfo") // elsewhere it stays unknown
	if model := regexp.MustCompile(`(?m)^model name\s*:\s*(.*)$`).FindSubmatch(info); model != nil {
		m.cpu = string(model[1])
	}
	version, err := s.broker.Eval(ctx, `rabbit_misc:version()`)
	if err == nil {
		m.broker = strings.Trim(strings.TrimSpace(version), `"`)
	}
	return m
}

func (m machine) String() string {
	return fmt.Sprintf("%s, %d cores for clients, servers and broker; RabbitMQ %s, %s", m.cpu, m.cores, m.broker, runtime.Version())
}

// idle describes the cores without work while one caller was measured.
func (m machine) idle() string {
	if m.sleep != nil {
		return fmt.Sprintf("Idle cores slept as the machine pleased, with one caller too (%s).", m.sleep)
	}
	return "With one caller the cores were kept from sleeping, for every row alike."
}

// tables prints the measurements as Markdown.
func (m *measurements) tables(groups []group) string {
	var b strings.Builder
	fmt.Fprintf(&b, "Measured %s on %s. Medians of %d interleaved rounds; the whole took %s.\n\n",
		time.Now().Format(time.DateOnly), m.machine, m.rounds, m.took.Round(time.Second))
	fmt.Fprintln(&b, "CPU is in seconds for 10,000 calls; allocations are those of one call, amqp091-go's included. A ratio is\nthe median over the rounds of the ratio within a round, with its extremes. Casts a second are counted until the\nserver has served the last one.\n"+m.machine.idle())
	title := ""
	for _, g := range groups {
		if m.rounds == 0 {
			break
		}
		at := g[0]
		if now := fmt.Sprintf("%ss, %s", strings.ToUpper(at.verb()[:1])+at.verb()[1:], at.size()); now != title {
			title = now
			fmt.Fprintf(&b, "\n### %s\n\n%s", title, tableHead)
		}
		for _, at := range g {
			fmt.Fprintln(&b, m.line(at))
		}
	}
	if m.once != nil {
		b.WriteString(m.once.tables())
	}
	return b.String()
}

const tableHead = "| row | callers | per second | p50 | p99 | CPU client | server | broker | all | allocs client | server | rate / floor | CPU / floor |\n" +
	"|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|\n"

func (m *measurements) line(at slot) string {
	number := func(format string, get func(sample) float64) string {
		return fmt.Sprintf(format, m.of(at, get).median)
	}
	took := func(get func(sample) time.Duration) string {
		d := time.Duration(m.of(at, func(s sample) float64 { return float64(get(s)) }).median)
		return d.Round(max(time.Microsecond, d/1000)).Round(time.Microsecond).String()
	}
	clientAllocs := number("%.1f", func(s sample) float64 { return s.clientAllocs })
	serverAllocs := number("%.1f", func(s sample) float64 { return s.serverAllocs })
	if at.client == "python" {
		clientAllocs = ""
	}
	if at.server == "python" {
		serverAllocs = ""
	}
	cells := []string{
		at.name, strconv.Itoa(at.callers), number("%.0f", rate),
		took(func(s sample) time.Duration { return s.p50 }), took(func(s sample) time.Duration { return s.p99 }),
		number("%.2f", func(s sample) float64 { return s.clientCPU }),
		number("%.2f", func(s sample) float64 { return s.serverCPU }),
		number("%.2f", func(s sample) float64 { return s.brokerCPU }),
		number("%.2f", cost), clientAllocs, serverAllocs, m.against(at, rate), m.against(at, cost),
	}
	return "| " + strings.Join(cells, " | ") + " |"
}

// against is the ratio to the row's reference.
func (m *measurements) against(at slot, get func(sample) float64) string {
	reference := slot{at.reference(), at.load}
	ratio, ok := m.ratio(at, reference, get)
	if !ok || at == reference {
		return ""
	}
	return ratio.String()
}

// tables prints the measurements that were made once.
func (o *once) tables() string {
	var b strings.Builder
	fmt.Fprint(&b, "\n### By size\n\nOne caller; all CPU.\n\n| message | generated | floor | CPU generated | CPU floor |\n|---|---:|---:|---:|---:|\n")
	for _, s := range o.sizes {
		fmt.Fprintf(&b, "| %s | %s | %s | %.2f | %.2f |\n", load{bytes: s.bytes}.size(),
			s.perCall.Round(time.Microsecond), s.floor.Round(time.Microsecond), s.cpu, s.floorCPU)
	}
	fmt.Fprint(&b, "\n### By number of methods\n\nOver `fake://`, all CPU of the cheapest of forty runs.\n\n| methods | CPU of a call |\n|---:|---:|\n")
	for _, c := range o.methods {
		fmt.Fprintf(&b, "| %d | %s |\n", c.methods, c.perCall.Round(100*time.Nanosecond))
	}
	f := o.flood
	fmt.Fprintf(&b, "\n### 10,000 calls at once\n\n%d answered; %d bytes of heap and %d of stack each while they waited; all answered %s after their server went on; "+
		"%d goroutines before, %d after.\n", f.Answered, f.Heap, f.Stack, f.Drained.Round(time.Millisecond), f.GoroutinesBefore, f.GoroutinesAfter)
	fmt.Fprintf(&b, "\n### Codec\n\nA request of %d bytes: its call prepared in %.0f ns of CPU with %.0f allocations, the request decoded in %.0f ns with %.0f.\n",
		o.codec.bytes, o.codec.encode, o.codec.encodeAllocs, o.codec.decode, o.codec.decodeAllocs)
	fmt.Fprint(&b, "\n### Where a call allocates\n\nObjects below 16 bytes are not among them: the runtime does not trace each.\n\n")
	for _, side := range []struct {
		name  string
		sites []string
	}{{"Client", o.sites.client}, {"Server", o.sites.server}} {
		fmt.Fprintf(&b, "%s:\n\n", side.name)
		for _, site := range side.sites {
			fmt.Fprintf(&b, "    %s\n", site)
		}
		fmt.Fprintln(&b)
	}
	return b.String()
}

// The tables' place in the document.
const (
	begin = "<!-- make bench writes from here -->\n"
	end   = "<!-- to here -->"
)

// write puts the tables and bars into the document, between its markers.
func (m *measurements) write(path string, groups []group) error {
	doc, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	head, rest, ok := bytes.Cut(doc, []byte(begin))
	_, tail, ok2 := bytes.Cut(rest, []byte(end))
	if !ok || !ok2 {
		return fmt.Errorf("%s has no place for the tables: %s%s", path, begin, end)
	}
	text := fmt.Sprintf("%s%s\n%s### Bars\n\n```\n%s```\n%s%s", head, begin, m.tables(groups), m.bars(), end, tail)
	return os.WriteFile(path, []byte(text), 0o644)
}
