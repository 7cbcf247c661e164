package amqp

import (
	"testing"

	amqp091 "github.com/rabbitmq/amqp091-go"

	"github.com/oslogen/oslogen/runtime/amqp/internal/conn"
)

func TestLoginMethods(t *testing.T) {
	host := conn.Host{Username: "bob", Password: "secret"}
	for text, mechanism := range map[string]string{"": "AMQPLAIN", "amqplain": "AMQPLAIN", "PLAIN": "PLAIN", "External": "EXTERNAL"} {
		var c Config
		if text != "" {
			if err := c.Set("rabbit_login_method", text); err != nil {
				t.Fatal(err)
			}
		}
		config := c.withDefaults()
		auth, err := conn.Login(config.LoginMethod, host)
		if err != nil || auth.Mechanism() != mechanism {
			t.Errorf("%q: %v, %v, want %s", text, auth, err, mechanism)
		}
	}
	var c Config
	if err := c.Set("rabbit_login_method", "RABBIT-CR-DEMO"); err == nil {
		t.Error("a method that can't work was taken")
	}
}

// What a configuration file says explicitly is not taken for a default, nor cut short.
func TestExplicitNumbers(t *testing.T) {
	config := func(name, value string) Config {
		var c Config
		if err := c.Set(name, value); err != nil {
			t.Fatal(err)
		}
		return c.withDefaults()
	}
	if c := config("kombu_missing_consumer_retry_timeout", "0"); c.MissingReplyRetry > 0 {
		t.Errorf("a missing queue is tried again for %v", c.MissingReplyRetry)
	}
	if c := config("conn_pool_min_size", "0"); c.PoolMinSize > 0 {
		t.Errorf("%d connections are kept", c.PoolMinSize)
	}
	if err := new(Config).Set("rpc_conn_pool_size", "0"); err == nil {
		t.Error("a pool of no connections was taken")
	}
	if c := config("rabbit_qos_prefetch_count", "65536"); c.validate() == nil {
		t.Error("a prefetch beyond 16 bits was taken")
	}
	c := config("rabbit_transient_queues_ttl", "2592000")
	if got := c.transientQueue("q", &namer{}).args["x-expires"]; got != int64(2592000000) {
		t.Errorf("x-expires is %v (%T)", got, got)
	}
	c = config("rabbit_quorum_max_memory_bytes", "4294967296")
	args := amqp091.Table{}
	if c.quorumArgs(args); args["x-max-in-memory-bytes"] != int64(4294967296) {
		t.Errorf("arguments %v", args)
	}
}
