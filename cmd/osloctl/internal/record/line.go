// Package record keeps messages in files and sends them again.
package record

import (
	"bufio"
	"fmt"
	"io"
	"time"

	"github.com/oslogen/oslogen/runtime/wirejson"

	"github.com/oslogen/oslogen/cmd/osloctl/internal/traffic"
)

// line is one message in a file: a line of JSON, by the rules of the wire.
type line struct {
	At       string         `json:"at"` // RFC 3339, UTC
	Kind     traffic.Kind   `json:"kind"`
	Exchange string         `json:"exchange"`
	Key      string         `json:"key"`
	Timeout  int64          `json:"timeout_ms,omitempty"` // of a call
	Message  map[string]any `json:"message"`              // without its envelope
}

// encode makes the line of a message.
func encode(e *traffic.Entry) ([]byte, error) {
	out, err := wirejson.Marshal(line{
		At: e.At.UTC().Format(time.RFC3339Nano), Kind: e.Kind, Exchange: e.Exchange, Key: e.Key,
		Timeout: e.Timeout.Milliseconds(), Message: e.Body,
	})
	return append(out, '\n'), err
}

// decode reads a line.
func decode(text []byte) (*traffic.Entry, error) {
	var l line
	if err := wirejson.Unmarshal(text, &l); err != nil {
		return nil, err
	}
	at, err := time.Parse(time.RFC3339Nano, l.At)
	if err != nil {
		return nil, fmt.Errorf("at: %w", err)
	}
	return &traffic.Entry{
		At: at, Kind: l.Kind, Exchange: l.Exchange, Key: l.Key,
		Timeout: time.Duration(l.Timeout) * time.Millisecond, Body: l.Message,
	}, nil
}

// maxLine is the longest line of a file, in bytes.
const maxLine = 256 << 20

// Entry is a message of a file.
type Entry struct {
	*traffic.Entry
	Line int // from 1
}

// Read reads all messages of a file. name is for errors.
func Read(r io.Reader, name string) (list []Entry, err error) {
	scanner := bufio.NewScanner(r)
	scanner.Buffer(nil, maxLine)
	for n := 1; scanner.Scan(); n++ {
		if len(scanner.Bytes()) == 0 {
			continue
		}
		e, err := decode(scanner.Bytes())
		if err != nil {
			return nil, fmt.Errorf("%s:%d: no line of osloctl record: %w", name, n, err)
		}
		list = append(list, Entry{e, n})
	}
	return list, scanner.Err()
}
