// Package brokertest runs private RabbitMQ brokers for tests, benchmarks and
// fault drills. A broker listens on loopback only, keeps its data in a
// temporary directory, has an epmd, a cookie and a node name of its own, and
// ends with the process that started it, however that process ends.
//
// A test that only needs a broker shares one with its neighbours:
//
//	func TestMain(m *testing.M) { brokertest.Main(m) }
//
//	func TestSomething(t *testing.T) {
//		b := brokertest.For(t)
//		tr, err := oslo.Open(ctx, b.URL(""), amqp.Driver())
//
// A test that breaks things starts its own with [New] or [NewCluster], or puts
// a [Proxy] before the shared one.
//
// Reading order: brokertest.go (Broker), fault.go, cluster.go, shared.go (For,
// Main), proxy.go, tls.go. The machinery is in site.go, watchdog.go and port.go.
//
// Environment:
//
//	OSLOGEN_AMQP_URL       use this broker as it is, and start none for For
//	OSLOGEN_RABBITMQ_HOME  a RabbitMQ installation: the directory above sbin
//	OSLOGEN_REQUIRE=1      a missing broker fails tests instead of skipping them
//	OSLOGEN_TEST_BROKER    set by withbroker: a broker shared by test binaries
package brokertest
