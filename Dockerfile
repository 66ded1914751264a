# Build: docker build -t signalbox .        Run: see deploy/compose.yaml
ARG SWIFT_IMAGE=swift:6.3-bookworm
ARG BASE_IMAGE=debian:bookworm-slim

FROM ${SWIFT_IMAGE} AS build
RUN apt-get update \
 && apt-get install -y --no-install-recommends \
      libmicrohttpd-dev libhiredis-dev libcurl4-openssl-dev libssl-dev libzstd-dev libtomlplusplus-dev \
      libyaml-dev \
 && rm -rf /var/lib/apt/lists/*
WORKDIR /src
COPY Package.swift ./
COPY Sources Sources
COPY Tests Tests
RUN swift build --configuration release --static-swift-stdlib --product signalbox -Xlinker -s \
 && install -D "$(swift build --configuration release --static-swift-stdlib --show-bin-path)/signalbox" /out/signalbox

FROM ${BASE_IMAGE}
RUN apt-get update \
 && apt-get install -y --no-install-recommends \
      libmicrohttpd12 libhiredis0.14 libcurl4 libssl3 libzstd1 libyaml-0-2 libstdc++6 redis-server redis-tools git tmux ca-certificates curl \
 && rm -rf /var/lib/apt/lists/* \
 && useradd --system --uid 10001 --home-dir /var/lib/signalbox --create-home --shell /usr/sbin/nologin signalbox
COPY --from=build /out/signalbox /usr/local/bin/signalbox
USER signalbox
WORKDIR /var/lib/signalbox
ENV SIGNALBOX_DATA=/var/lib/signalbox SIGNALBOX_LOG_FORMAT=json SWIFT_BACKTRACE=sanitize=yes
VOLUME /var/lib/signalbox
EXPOSE 8080
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=15s --timeout=3s --start-period=10s CMD ["curl", "-fsS", "http://127.0.0.1:8081/healthz"]
ENTRYPOINT ["signalbox"]
CMD ["serve"]
