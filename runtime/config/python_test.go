package config_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/oslogen/oslogen/internal/pytest"
	"github.com/oslogen/oslogen/runtime/config"
)

// pythonCase is what testdata/read_config.py reads.
type pythonCase struct {
	Files []string          `json:"files,omitempty"`
	Env   map[string]string `json:"env,omitempty"`
	Parse *string           `json:"parse,omitempty"`
}

// pythonConfig is what it makes of files.
type pythonConfig struct {
	Error   string
	Default struct {
		TransportURL    string `json:"transport_url"`
		ControlExchange string `json:"control_exchange"`
		ResponseTimeout *int   `json:"rpc_response_timeout"`
		Workers         *int   `json:"executor_thread_pool_size"`
		PingEnabled     bool   `json:"rpc_ping_enabled"`
	}
	Notifications struct {
		Drivers       []string `json:"driver"`
		TransportURL  *string  `json:"transport_url"`
		Topics        []string
		Retry         *int
		RoutingConfig string `json:"routing_config"`
	}
	Rabbit map[string]string
}

// resolved is the Config that means the same. A number that is None, having been
// left empty, is the default here.
func (p *pythonConfig) resolved() *config.Config {
	number := func(n *int, empty int) int {
		if n == nil {
			return empty
		}
		return *n
	}
	c := &config.Config{
		TransportURL: config.URL(p.Default.TransportURL), ControlExchange: p.Default.ControlExchange,
		ResponseTimeout: time.Duration(number(p.Default.ResponseTimeout, 60)) * time.Second,
		Workers:         number(p.Default.Workers, 64), PingEnabled: p.Default.PingEnabled,
		Notifications: config.Notifications{Retry: number(p.Notifications.Retry, -1), RoutingConfig: p.Notifications.RoutingConfig},
	}
	for _, driver := range p.Notifications.Drivers {
		if driver != "" {
			c.Notifications.Drivers = append(c.Notifications.Drivers, driver)
		}
	}
	c.Notifications.Topics = append(c.Notifications.Topics, p.Notifications.Topics...)
	if p.Notifications.TransportURL != nil {
		c.Notifications.TransportURL = config.URL(*p.Notifications.TransportURL)
	}
	return c
}

// rabbit is the options by name, numbers in one notation, without those set to None.
func rabbit(options map[string]string) map[string]string {
	m := map[string]string{}
	for name, value := range options {
		if f, err := strconv.ParseFloat(value, 64); err == nil {
			value = strconv.FormatFloat(f, 'g', -1, 64)
		}
		if value != "None" {
			m[name] = value
		}
	}
	return m
}

func ourRabbit(c *config.Config) map[string]string {
	m := map[string]string{}
	for _, o := range c.Rabbit {
		m[o.Name] = o.Value
	}
	return rabbit(m)
}

// TestParseAgainstPython lets oslo.config's iniparser read thousands of texts that
// are nearly files.
func TestParseAgainstPython(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	pieces := []string{"[DEFAULT]\n", "[a]\n", "[B]\n", "[", "]", "[]", "a", "b", " ", "\t", "=", ":", "\"", "'", "#", ";", "\n", "\n", "\n", "\r\n", "\r",
		"\u00a0", "\u2028", "\x1c", "\u0085", "é", "a = b\n", "a: b = c\n", " c\n", "'q'", "\"q\"", "#c\n", "\ufeff", "\v", "\x00", "$", "a="}
	texts := []string{"", "[DEFAULT]\na=1\n b\n\tc\n\n[x]\nb:2"}
	for range 6000 {
		text := ""
		if r.IntN(8) > 0 {
			text = "[s]\n"
		}
		for range r.IntN(12) {
			text += pieces[r.IntN(len(pieces))]
		}
		texts = append(texts, text)
	}
	cases := make([]pythonCase, len(texts))
	for i := range texts {
		cases[i].Parse = &texts[i]
	}
	var answers []json.RawMessage
	pytest.Ask(t, "testdata/read_config.py", cases, &answers)
	read := 0
	for i, answer := range answers {
		ours, err := config.Parse(texts[i])
		var theirs [][3]string
		if json.Unmarshal(answer, &theirs) != nil {
			if err == nil {
				t.Errorf("%q: we read %q, Python says %s", texts[i], ours, answer)
			}
			continue
		}
		read++
		if diff := cmp.Diff(theirs, ours); diff != "" || err != nil {
			t.Errorf("%q: %v (-python +ours):\n%s", texts[i], err, diff)
		}
	}
	if read < len(texts)/4 {
		t.Errorf("only %d of %d texts were files: no test", read, len(texts))
	}
}

// configCorpus are files that oslo.config reads, or refuses, as we do. "---"
// parts the files of one case.
var configCorpus = []string{
	"", novaConf, "[DEFAULT]\ntransport_url = rabbit://a:b@h\n---\n[DEFAULT]\ntransport_url = rabbit://c:d@h\n",
	// Substitution.
	"[DEFAULT]\nmy_ip=1.2.3.4\ntransport_url=rabbit://$my_ip:5/${my_ip}x/$$/\\$my_ip/$/$5/${/${}/${my_ip/$-\n",
	"[DEFAULT]\na=x\n[other]\na=y\n[oslo_messaging_rabbit]\nssl_ca_file=$a-${other.a}-$A\n", "[DEFAULT]\na=$b$b\nb=$c\nc=z\ncontrol_exchange=$a\n",
	"[DEFAULT]\nMY_IP=1\nmy_ip=2\ncontrol_exchange=$my_ip\n", "[DEFAULT]\ncontrol_exchange=$nothing\n", "[DEFAULT]\ncontrol_exchange=$other.\n",
	"[DEFAULT]\ncontrol_exchange=$nothing.x\n", "[DEFAULT]\na=$a\ncontrol_exchange=$a\n", "[DEFAULT]\na=$b\nb=$a\ncontrol_exchange=x$a\n",
	"[DEFAULT]\ncontrol_exchange=$rpc_response_timeout-$rpc_ping_enabled-$transport_url-$rpc_thread_pool_size\nrpc_response_timeout=1_0\nrpc_ping_enabled=on\n",
	"[DEFAULT]\na=5\nrpc_response_timeout=$a\n[oslo_messaging_rabbit]\nssl=$rpc_ping_enabled\nheartbeat_rate=$rpc_response_timeout\nssl_version=$ssl\n",
	"[oslo_messaging_notifications]\ndriver=x$retry\nrouting_config=${transport_url}-${oslo_messaging_rabbit.ssl}\n[oslo_messaging_rabbit]\nssl=1\n",
	"[DEFAULT]\na=l1\n  l2\ncontrol_exchange=$a\n  $a\n", "[DEFAULT]\ncontrol_exchange='$'\n", "[DEFAULT]\na=1,2\n[oslo_messaging_notifications]\ntopics=$a,3\n",
	// Types.
	"[DEFAULT]\nrpc_response_timeout=+6\nexecutor_thread_pool_size = 007\n", "[DEFAULT]\nrpc_response_timeout=6.0\n", "[DEFAULT]\nrpc_response_timeout=6_\n",
	"[DEFAULT]\nrpc_response_timeout=\nexecutor_thread_pool_size=' '\n[oslo_messaging_notifications]\nretry=\n", "[DEFAULT]\nrpc_response_timeout=0x10\n",
	"[DEFAULT]\nrpc_ping_enabled=TRUE\n", "[DEFAULT]\nrpc_ping_enabled=' true'\n", "[DEFAULT]\nrpc_ping_enabled=\n", "[DEFAULT]\nrpc_ping_enabled=y\n", "[DEFAULT]\nrpc_ping_enabled=oFF\n",
	"[oslo_messaging_rabbit]\nkombu_reconnect_delay=1.\n", "[oslo_messaging_rabbit]\nkombu_reconnect_delay=.5\n", "[oslo_messaging_rabbit]\nkombu_reconnect_delay=1_0e-1_0\n",
	"[oslo_messaging_rabbit]\nkombu_reconnect_delay=4.6\n", "[oslo_messaging_rabbit]\nkombu_reconnect_delay=-0.1\n", "[oslo_messaging_rabbit]\nkombu_reconnect_delay=0x1p1\n",
	"[oslo_messaging_rabbit]\nkombu_reconnect_delay=\n", "[oslo_messaging_rabbit]\nkombu_reconnect_delay=inf\n", "[oslo_messaging_rabbit]\nkombu_failover_strategy=Shuffle\n",
	"[oslo_messaging_rabbit]\nkombu_failover_strategy=shuffle\nrabbit_login_method=EXTERNAL\nkombu_compression=gzip\n", "[oslo_messaging_rabbit]\nrabbit_login_method=plain\n",
	"[oslo_messaging_rabbit]\nrpc_conn_pool_size=0\n", "[oslo_messaging_rabbit]\nrpc_conn_pool_size=1\nconn_pool_min_size=0\nconn_pool_ttl=5\n",
	"[oslo_messaging_notifications]\ntopics = a, b ,,c,,\n", "[oslo_messaging_notifications]\ntopics=\n", "[oslo_messaging_notifications]\ntopics=,a\n", "[oslo_messaging_notifications]\ntopics=a\n b\n",
	"[oslo_messaging_notifications]\nretry=0\ntransport_url=\n", "[oslo_messaging_notifications]\nretry=-5\n", "[DEFAULT]\ncontrol_exchange=\n", "[DEFAULT]\ncontrol_exchange=\"' x '\"\n",
	// Deprecated names, several files, multi-valued options.
	"[DEFAULT]\nrpc_thread_pool_size=1\nexecutor_thread_pool_size=2\n", "[DEFAULT]\nexecutor_thread_pool_size=2\nrpc_thread_pool_size=1\n",
	"[DEFAULT]\nexecutor_thread_pool_size=2\n---\n[DEFAULT]\nrpc_thread_pool_size=1\n",
	"[oslo_messaging_notifications]\ndriver=a\ndriver=b\n[DEFAULT]\nnotification_driver=c\n---\n[DEFAULT]\nnotification_driver=d\n[OSLO_messaging_notifications]\ndriver=\ndriver=e\n",
	"[rpc_notifier2]\ntopics=a\n[DEFAULT]\nnotification_topics=b\n", "[DEFAULT]\nnotification_topics=b\n", "[DEFAULT]\nnotification_transport_url=rabbit://n\nrouting_notifier_config=x\n",
	"[DEFAULT]\namqp_auto_delete=1\nrabbit_ha_queues=1\nkombu_reconnect_delay=2\nrabbit_login_method=PLAIN\nrabbit_retry_backoff=3\nrpc_conn_pool_size=4\nrabbit_use_ssl=1\nconn_pool_ttl=9\n",
	"[oslo_messaging_rabbit]\nrabbit_use_ssl=1\nkombu_ssl_version=a\nkombu_ssl_keyfile=b\nkombu_ssl_certfile=c\nkombu_ssl_ca_certs=d\nkombu_reconnect_timeout=5\n",
	"[oslo_messaging_rabbit]\namqp_durable_queues=1\nrabbit_quorum_queue=1\nrabbit_quorum_delivery_limit=2\nrabbit_transient_queues_ttl=60\nrabbit_qos_prefetch_count=3\n" +
		"enable_cancel_on_failover=1\ndirect_mandatory_flag=0\nrabbit_retry_interval=1\nrabbit_interval_max=2\nheartbeat_timeout_threshold=0\nheartbeat_in_pthread=1\n" +
		"ssl_enforce_hostname_verification=0\nssl_enforce_fips_mode=0\nunknown=1\n",
	"[default]\ncontrol_exchange=x\n", "[DEFAULT]\nControl_Exchange=x\n", "[OSLO_MESSAGING_RABBIT]\nssl=1\n[oslo_messaging_rabbit]\nssl=0\n", "[DEFAULT ]\ncontrol_exchange=x\n",
	"[DEFAULT]\ncontrol_exchange=1\n[a]\n[DEFAULT]\ncontrol_exchange=2\n", "control_exchange=1\n", "[DEFAULT]\nnonsense\n", "[DEFAULT]\ncontrol_exchange=a # no comment\n",
}

// configDifferences are the cases in which we differ from oslo.config 9.0.0 with
// oslo.messaging 14.0.3, and why.
var configDifferences = []struct{ why, text string }{
	{"a number below what can work", "[DEFAULT]\nrpc_response_timeout=-1\n"},
	{"a number below what can work", "[oslo_messaging_rabbit]\nheartbeat_rate=-1\n"},
	{"a transport URL nobody can read", "[DEFAULT]\ntransport_url=rabbit://h:x\n"},
	{"another script's digits", "[DEFAULT]\nrpc_response_timeout=٣\n"},
	{"NaN", "[oslo_messaging_rabbit]\nkombu_reconnect_delay=nan\n"},
	{"a ttl of 0 is for 14.6.0 and later", "[oslo_messaging_rabbit]\nrabbit_transient_queues_ttl=0\n"},
	{"so spelt from 14.3.0 on", "[oslo_messaging_rabbit]\nrabbit_quorum_max_memory_length=1\n"},
	{"so spelt until 14.3.0", "[oslo_messaging_rabbit]\nrabbit_quroum_max_memory_length=1\n"},
	{"a reference to what nobody registered", "[DEFAULT]\nx=1\ncontrol_exchange=$x\n"},
	{"a reference into [DEFAULT] by its name", "[DEFAULT]\na=1\ncontrol_exchange=$DEFAULT.a\n"},
	{"a reference to a number prints its plainest form", "[oslo_messaging_rabbit]\nkombu_reconnect_delay=1\nssl_version=v$kombu_reconnect_delay\n"},
	{"a reference to a list", "[DEFAULT]\ncontrol_exchange=$oslo_messaging_notifications.topics\n"},
	{"a reference to a driver option that is not set", "[oslo_messaging_rabbit]\nssl_version=$ssl\n"},
	{"a reference to an option that is not set", "[DEFAULT]\ncontrol_exchange=$a\n"},
}

// TestLoadAgainstPython lets oslo.config read the same files.
func TestLoadAgainstPython(t *testing.T) {
	texts := configCorpus
	for _, d := range configDifferences {
		texts = append(texts, d.text)
	}
	var cases []pythonCase
	for _, text := range texts {
		cases = append(cases, pythonCase{Files: strings.Split(text, "---\n")})
	}
	cases = append(cases, pythonCase{Files: []string{"[DEFAULT]\nrpc_response_timeout=1\n"}, Env: map[string]string{
		"OS_DEFAULT__RPC_RESPONSE_TIMEOUT": "2", "OS_OSLO_MESSAGING_RABBIT__SSL": "yes", "OS_OSLO_MESSAGING_NOTIFICATIONS__TOPICS": "a,$my_ip",
		"OS_DEFAULT__MY_IP": "'q'", "OS_DEFAULT__RPC_THREAD_POOL_SIZE": "7",
	}})
	var answers []pythonConfig
	pytest.Ask(t, "testdata/read_config.py", cases, &answers)
	for i, python := range answers {
		env := func(name string) (string, bool) { v, ok := cases[i].Env[name]; return v, ok }
		ours, err := load(t, config.Loader{LookupEnv: env}, cases[i].Files...)
		diff := ""
		switch {
		case (err == nil) != (python.Error == ""):
			diff = fmt.Sprintf("ours: %v, Python's: %s", err, python.Error)
		case err == nil:
			diff = cmp.Diff(rabbit(python.Rabbit), ourRabbit(ours))
			ours.Rabbit = nil
			theirs := python.resolved()
			theirs.Notifications.TopicsSet = ours.Notifications.TopicsSet // oslo.config does not say
			diff += cmp.Diff(theirs, ours)
		}
		if j := i - len(configCorpus); j >= 0 && j < len(configDifferences) {
			if diff == "" {
				t.Errorf("this difference no longer occurs: %s: %q", configDifferences[j].why, cases[i].Files)
			}
			continue
		}
		if diff != "" {
			t.Errorf("%q (-python +ours):\n%s", cases[i].Files, diff)
		}
	}
}
