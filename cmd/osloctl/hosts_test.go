package main

import (
	"strings"
	"testing"

	"github.com/oslogen/oslogen/internal/pytest"

	"github.com/oslogen/oslogen/cmd/osloctl/internal/cli"
	"github.com/oslogen/oslogen/cmd/osloctl/internal/world"
)

// A host that takes connections and never answers comes before a live one. It costs its
// time limit once, and not that of the call.
func TestAHostThatHangsIsTriedOnce(t *testing.T) {
	t.Parallel()
	b := world.For(t)
	url := b.URL(b.NewVhost(t))
	pytest.For(t).Make(t, pytest.Cmd{"cmd": "server", "url": url, "topic": "compute", "server": "cmp-1"})
	proxy := b.Proxy(t)
	proxy.Blackhole()
	url = strings.Replace(url, "@", "@"+proxy.Address()+",guest:guest@", 1)
	if code := cli.Main([]string{"ping", "compute", "--url", url}, strings.NewReader(""), t.Output(), t.Output()); code != 0 {
		t.Errorf("exit code %d", code)
	}
}
