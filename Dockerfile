# One image per service: docker build --build-arg SERVICE=registry --target service .
# The operators' image, with the command line: docker build --target operator .
ARG PYTHON=3.13-slim-bookworm

FROM python:${PYTHON} AS requirements
RUN python -m pip install --no-cache-dir --disable-pip-version-check uv==0.13.9
COPY requirements/services.txt /tmp/services.txt
RUN python -m venv /opt/hieuhoc && uv pip sync --python /opt/hieuhoc/bin/python --require-hashes /tmp/services.txt

FROM python:${PYTHON} AS ground
RUN useradd --uid 10001 --no-create-home --shell /usr/sbin/nologin hieuhoc
COPY --from=requirements /opt/hieuhoc /opt/hieuhoc
ENV PATH=/opt/hieuhoc/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 PYTHONPATH=/srv
WORKDIR /srv
COPY shared/ shared/
USER 10001

FROM ground AS operator
COPY services/ services/
COPY hieuhoc/ hieuhoc/
ENTRYPOINT ["python", "-m", "hieuhoc"]

FROM ground AS service
ARG SERVICE
COPY services/__init__.py services/
COPY services/${SERVICE}/ services/${SERVICE}/
ENV HIEUHOC_SERVICE=${SERVICE}
EXPOSE 8000
HEALTHCHECK --interval=5s --timeout=3s --start-period=20s --retries=6 \
  CMD ["python", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:8000/readyz', timeout=2)"]
ENTRYPOINT ["/bin/sh", "-c", "exec python -m services.$HIEUHOC_SERVICE \"$@\"", "service"]
CMD ["all"]
