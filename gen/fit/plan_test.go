package fit_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/oslogen/oslogen/gen/fit"
	"github.com/oslogen/oslogen/runtime/wirejson"
)

// A request is the one of a generated client, with texts read by their types.
func TestPlans(t *testing.T) {
	api := described(t)
	for command, want := range map[string]string{
		"call compute Reboot uuid=a":                        `2.0 reboot {"uuid": "a"}`,
		"call compute reboot uuid=1 hard=true":              `2.0 reboot {"hard": true, "uuid": "1"}`,
		"call compute reboot uuid=a hard=false":             `2.0 reboot {"uuid": "a"}`,
		"call compute reboot uuid=a reason=b":               `2.2 reboot {"reason": "b", "uuid": "a"}`,
		"call compute.cmp-1 reboot uuid=a reason=":          `2.0 reboot {"uuid": "a"}`,
		"call compute reboot uuid=a reason= version=2.4":    `2.4 reboot {"reason": "", "uuid": "a"}`,
		"call compute reboot uuid=a version=1.9":            `1.9 reboot {"uuid": "a"}`,
		"call compute uptime":                               `2.3 uptime {}`,
		"cast compute resize flavor=3":                      `2.0 resize_old {"size": 3}`,
		"cast compute resize_old flavor=3 version=2.4":      `2.4 resize {"flavor": 3}`,
		"cast compute sync":                                 `2.0 sync {}`,
		"cast compute log any=1":                            `2.0 log {"any": "1"}`,
		"call compute reboot uuid=a reason=b version=2.1":   "reason strin | low-label | argument reason came with version 2.2, and the message says 2.1",
		"call compute reboot uuid=a hard=yes":               "hard bool, | wrong-type | argument hard: want bool, got a string",
		"call compute reboot uuid=a version=3.0":            "//oslo:rpc t | version | version 3.0: Compute serves 2.4, 1.9",
		"call compute rebot":                                "type Compute | unknown-method | method rebot: Compute has none of the name; did you mean reboot?",
		"call compute sync":                                 "Sync(ctx con | wrong-kind | method sync is a cast, not a call",
		"call compute reboot uuid=a namespace=network":      `//oslo:rpc t | namespace | namespace "network": Compute has "compute"`,
		"call compute reboot uuid=a namespace=old hard=":    "hard bool, | wrong-type | argument hard: want bool, got a string",
		"call conductor reboot":                             "no interface has the topic of conductor: the topics are agent.{}, compute",
		"cast agent.a set ints={\"a\":1} at=now list=[1.5]": "Set(ctx cont | missing-argument | argument pair is missing",
	} {
		if d := cmp.Diff(want, planned(t, api, strings.Fields(command))); d != "" {
			t.Errorf("%s: %s", command, d)
		}
	}
}

// planned is the version, method and arguments of a request, or its first fault.
func planned(t *testing.T, api *fit.Interfaces, words []string) string {
	t.Helper()
	flags, texts := map[string]string{}, map[string]string{}
	for _, word := range words[3:] {
		name, text, _ := strings.Cut(word, "=")
		if name == "version" || name == "namespace" {
			flags[name] = text
		} else {
			texts[name] = text
		}
	}
	m, err := api.Find(fit.Wanted{Kind: words[0], Target: words[1], Method: words[2], Namespace: flags["namespace"]})
	if err != nil {
		return fault(t, err)
	}
	args := map[string]any{}
	for name, text := range texts {
		var value any
		if args[name] = text; m.IsJSON(name) && wirejson.Unmarshal([]byte(text), &value) == nil {
			args[name] = value
		}
	}
	r, err := api.Plan(m, flags["version"], args)
	if err != nil {
		return fault(t, err)
	}
	return r.Version + " " + r.Method + " " + written(t, r.Args)
}

func fault(t *testing.T, err error) string {
	t.Helper()
	if misfit, ok := errors.AsType[fit.Misfit](err); ok {
		return found(t, misfit)[0]
	}
	return err.Error()
}

func written(t *testing.T, args map[string]any) string {
	t.Helper()
	data, err := wirejson.Marshal(args)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}
