package api

import (
	"encoding/json"
	"testing"
	"time"

	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/testdata/golden/internal/run"
)

func TestRun(t *testing.T) {
	var last oslo.Request
	c := NewNamesClient(run.Transport(t), oslo.WithTimeout(time.Millisecond), run.Peek(&last))
	wire := func() string {
		text, err := json.Marshal(last.Args)
		if err != nil {
			t.Fatal(err)
		}
		return string(text)
	}
	ctx := t.Context()
	for want, call := range map[string]func(){
		`{"group_ids":["g"],"http_server":"h","instance_uuid":"u","ip_v6_addr":"6","x509":"x"}`: func() { _, _ = c.Initialisms(ctx, []string{"g"}, "h", "u", "6", "x") },
		`{"type":"k","instance_uuid":"u","Mixed_Case":3}`:                                       func() { _, _ = c.Given(ctx, "k", "u", 3) },
		`{"type":"t","func":"f","range":"r"}`:                                                   func() { _, _ = c.Keywords(ctx, "t", "f", "r") },
		`{"first":"a","second_one":2}`:                                                          func() { _ = c.Nameless(ctx, "a", 2) },
		`{"timeout":1,"version":"v","method":"m","context":"c","args":"a","namespace":"n"}`:     func() { _ = c.Everyday(ctx, 1, "v", "m", "c", "a", "n") },
	} {
		if call(); wire() != want {
			t.Errorf("got %s, want %s", wire(), want)
		}
	}
}
