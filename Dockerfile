# Citewell in a container: docs/container.md. The first stage builds; the second has neither compilers nor pip.
ARG PYTHON=3.13

FROM python:${PYTHON}-slim AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1 PIP_ROOT_USER_ACTION=ignore
WORKDIR /src
RUN python -m venv --without-pip /opt/citewell
COPY locks/build.txt locks/run.txt locks/
RUN python -m pip install --require-hashes --only-binary :all: -r locks/build.txt \
 && python -m pip --python /opt/citewell/bin/python install --require-hashes --only-binary :all: -r locks/run.txt
# .dockerignore lets through the packages and what describes them, and nothing else.
COPY . .
RUN python -m pip wheel --no-build-isolation --no-deps --no-index --wheel-dir /dist . \
 && python -m pip --python /opt/citewell/bin/python install --no-deps --no-index /dist/*.whl

FROM python:${PYTHON}-slim
RUN python -m pip uninstall --yes --root-user-action=ignore pip \
 && useradd --system --uid 10001 --user-group --home-dir /data --no-create-home --shell /usr/sbin/nologin citewell \
 && install --directory --mode 700 --owner citewell --group citewell /data
COPY --from=build /opt/citewell /opt/citewell
# Only /data (the store) and /tmp are written to. Inside the container the server listens on every address.
ENV PATH=/opt/citewell/bin:$PATH \
    HOME=/tmp \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    CITEWELL_STORE=/data \
    CITEWELL_HOST=0.0.0.0 \
    CITEWELL_PORT=7860
USER 10001:10001
WORKDIR /tmp
VOLUME /data
EXPOSE 7860
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=3 \
    CMD ["python", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:7860/healthz', timeout=4)"]
ENTRYPOINT ["citewell"]
CMD ["serve"]
