package config_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/oslogen/oslogen/internal/pytest"
	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/config"
	"github.com/oslogen/oslogen/runtime/oslotest"
)

const levels = `[upgrade_levels]
compute = zed
conductor=5.13
scheduler = $conductor
network = auto
cert =
disks = 2.1
`

// readLevels is Nova's way to read the group: nova.conf.upgrade_levels.
const readLevels = `
import json, sys
from oslo_config import cfg
file, names = json.load(sys.stdin)
conf = cfg.ConfigOpts()
conf([], project="none", default_config_files=[file], default_config_dirs=[])
conf.register_opts([cfg.StrOpt(n) for n in names], group="upgrade_levels")
json.dump({n: conf.upgrade_levels[n] for n in names if conf.upgrade_levels[n]}, sys.stdout)
`

func TestUpgradeLevelsAreReadAsPythonReadsThem(t *testing.T) {
	got := mustLoad(t, config.Loader{}, levels).UpgradeLevels
	file, script := filepath.Join(t.TempDir(), "nova.conf"), filepath.Join(t.TempDir(), "read_levels.py")
	for name, text := range map[string]string{file: levels, script: readLevels} {
		if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	var want map[string]string
	pytest.Ask(t, script, []any{file, []string{"cert", "compute", "conductor", "disks", "network", "scheduler"}}, &want)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	env := config.Loader{LookupEnv: func(name string) (string, bool) { return "6.0", name == "OS_UPGRADE_LEVELS__COMPUTE" }}
	if got := mustLoad(t, env, levels).UpgradeLevels["compute"]; got != "6.0" {
		t.Errorf("the environment's level is %s", got)
	}
}

func TestUpgradeLevelsPinClients(t *testing.T) {
	cfg := mustLoad(t, config.Loader{}, levels)
	history := oslo.History{Version: "6.3", Also: []string{"5.13"}, Releases: map[string]string{"zed": "6.1"}}
	found := func(context.Context) (string, error) { return "6.2", nil }
	for name, c := range map[string]struct {
		pin     oslo.ClientOption
		highest string
		wrong   string
	}{
		"a release":     {cfg.Pin("compute", nil), "6.1", ""},
		"a version":     {cfg.Pin("conductor", nil), "5.13", ""},
		"auto":          {cfg.Pin("network", found), "6.2", ""},
		"auto, alone":   {cfg.Pin("network", nil), "", "finds no level"},
		"none":          {cfg.Pin("cert", nil), "6.3", ""},
		"not mentioned": {cfg.Pin("volume", nil), "6.3", ""},
	} {
		client := oslo.NewClient(oslotest.Open(t), oslo.Target{Topic: "t", Version: "6.3"}, oslo.WithHistory(&history), c.pin)
		err := client.Cast(t.Context(), &oslo.Method{Name: "m", Version: c.highest}, nil)
		if err != nil && (c.wrong == "" || !strings.Contains(err.Error(), c.wrong)) || err == nil && c.wrong != "" {
			t.Errorf("%s: %v", name, err)
		}
		if newer := "6.9"; name == "a release" && client.CanSend(newer) {
			t.Errorf("%s: it sends %s", name, newer)
		}
	}
}
