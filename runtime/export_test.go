package runtime

import "context"

// PublishRaw makes the in-process transport a transporttest.RawPublisher.
func (t *memory) PublishRaw(_ context.Context, exchange, key string, body []byte) error {
	_, err := t.publish(memoryBinding{exchange, key}, memoryMessage{body: body})
	return err
}
